//! How the server is told what to do: flags, each also as an environment variable, each with a sane default.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::doubts;

/// Footbridge's server.
#[derive(Debug, Parser)]
#[command(name = "footbridge", version, about = "Serves Footbridge: records, files and the app itself")]
pub struct Command {
    /// What to do.
    #[command(subcommand)]
    pub what: What,
}

/// What the server can do.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Serve people
    Serve(Serve),
    /// Copy the database to a new file, while the server runs
    Backup {
        #[command(flatten)]
        data: Data,
        /// The file to make
        file: PathBuf,
    },
    /// Put a copy in place of the database, while the server does not run
    Restore {
        #[command(flatten)]
        data: Data,
        /// The copy
        file: PathBuf,
    },
    /// Show a new code for the first administrator
    AdminCode {
        #[command(flatten)]
        data: Data,
    },
    /// Show a new password for somebody who forgot theirs; what waits unsent on their devices stays
    NewPassword {
        #[command(flatten)]
        data: Data,
        /// The name by which they sign in
        name: String,
    },
    /// Check that no row of the audit was changed, taken out or swapped
    VerifyAudit {
        #[command(flatten)]
        data: Data,
    },
}

/// Where everything is kept.
#[derive(Clone, Debug, Args)]
pub struct Data {
    /// The folder of the database and the files
    #[arg(long = "data", env = "FOOTBRIDGE_DATA", default_value = "data")]
    pub folder: PathBuf,
    /// The folder of the journal, which keeps who may see what when a copy is put back; best on another disk. Without
    /// it, `journal` in the data folder
    #[arg(long = "journal", env = "FOOTBRIDGE_JOURNAL")]
    pub journal_folder: Option<PathBuf>,
}

impl Data {
    /// The database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.folder.join("footbridge.db")
    }

    /// The folder of the journal.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.journal_folder.clone().unwrap_or_else(|| self.folder.join("journal"))
    }

    /// The folder of files.
    #[must_use]
    pub fn files(&self) -> PathBuf {
        self.folder.join("files")
    }
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// The address to listen on
    #[arg(long, env = "FOOTBRIDGE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Where everything is kept.
    #[command(flatten)]
    pub data: Data,
    /// The folder of the built app; without it only the API is served
    #[arg(long, env = "FOOTBRIDGE_APP")]
    pub app: Option<PathBuf>,
    /// Fill an empty database with people and a term's content to try it out
    #[arg(long, env = "FOOTBRIDGE_DEMO")]
    pub demo: bool,
    /// A proxy with TLS stands in front: believe what it says of addresses. Without this, behind a proxy, everybody
    /// counts as one address, and a few wrong passwords keep all people out
    #[arg(long, env = "FOOTBRIDGE_PROXY")]
    pub proxy: bool,
    /// What /metrics asks for as a bearer token; without one, /metrics is closed
    #[arg(long, env = "FOOTBRIDGE_METRICS_TOKEN", hide_env_values = true)]
    pub metrics_token: Option<String>,
    /// What to log: error, warn, info, debug, or a filter by module
    #[arg(long, env = "FOOTBRIDGE_LOG", default_value = "info,sqlx=warn")]
    pub log: String,
    /// How to log
    #[arg(long, env = "FOOTBRIDGE_LOG_FORM", value_enum, default_value_t = LogForm::Text)]
    pub log_form: LogForm,
}

/// How to log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogForm {
    /// Lines for people
    Text,
    /// One JSON object a line, for machines
    Json,
}

impl Serve {
    /// What is wrong with these flags.
    #[must_use]
    pub fn doubts(&self) -> Vec<&'static str> {
        let open = !self.listen.ip().is_loopback();
        match (open, self.proxy) {
            (true, false) => vec![doubts::IN_CLEAR],
            (true, true) => vec![doubts::PAST_THE_PROXY],
            (false, _) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(flags: &[&str]) -> Serve {
        let words = ["footbridge", "serve"].iter().chain(flags);
        match Command::try_parse_from(words).expect("these flags are ours").what {
            What::Serve(serve) => serve,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_wrong_with_the_flags_is_said() {
        assert!(serve(&[]).doubts().is_empty());
        assert!(serve(&["--proxy"]).doubts().is_empty());
        assert_eq!(serve(&["--listen", "0.0.0.0:8080"]).doubts(), [doubts::IN_CLEAR]);
        assert_eq!(serve(&["--listen", "[::]:8080", "--proxy"]).doubts(), [doubts::PAST_THE_PROXY]);
    }
}
