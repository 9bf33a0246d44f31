//! Programs that a story starts and that end with it, with everything they started themselves.

use std::{
    fs::File,
    os::unix::process::CommandExt as _,
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

/// Ends, with its whole process group, when it goes out of scope.
pub(crate) struct Program {
    child: Child,
}

impl Program {
    /// Starts it with its output in a log file.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let out = File::options().create(true).append(true).open(log)?;
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .process_group(0)
            .spawn()
            .with_context(|| format!("starting {name}; `cargo xtask setup` installs what is missing"))?;
        Ok(Self { child })
    }

    /// An error once it has ended.
    pub(crate) fn is_running(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("it ended with {status}"),
            None => Ok(()),
        }
    }

    /// As when the power goes: no time to tidy up.
    pub(crate) fn kill(&mut self) {
        let group = format!("-{}", self.child.id());
        // Nothing is left to do when it is gone already.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
