//! The one server binary.

use std::io::{IsTerminal, Write};

use anyhow::Context;
use clap::Parser;
use server::auth::passwords::Passwords;
use server::clock::Clock;
use server::config::{Command, LogForm, Serve, What};
use server::db::Db;
use server::db::sqlite::SqliteDb;
use server::restore::{self, Restored};
use server::{administrator, db, serve};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Command::parse().what {
        What::Serve(config) => {
            log_as(&config)?;
            serve::serve(&config).await
        }
        What::Backup { data, file } => {
            // As it is: a copy is best made before a newer version changes the database.
            let db = SqliteDb::as_it_is(&data.database()).await.context("there is no database to copy")?;
            db.backup(&file).await.context("the copy cannot be made")?;
            say(
                "copied; the files in the data folder's `files` are to be copied as well; its `journal` stays where it is",
            )
        }
        What::Restore { data, file } => say(&told(restore::restore(&data, &file, Clock::real().now()).await?)),
        What::AdminCode { data } => {
            let (db, _lock) = serve::open_for_command(&data).await?;
            match administrator::new_code(&db).await? {
                Some(code) => say(&code),
                None => anyhow::bail!("this server has people already: an administrator invites others"),
            }
        }
        What::NewPassword { data, name } => {
            let (db, _lock) = serve::open_for_command(&data).await?;
            match administrator::new_password(&db, &Passwords::strong(), &name, Clock::real().now()).await? {
                Some(password) => say(&password),
                None => anyhow::bail!("nobody signs in by that name"),
            }
        }
        What::VerifyAudit { data } => {
            let (db, _lock) = serve::open_for_command(&data).await?;
            let chain = db.read().await?.audit_chain().await?;
            match db::first_bad_link(&chain) {
                None => say(&format!("all {} rows are as they were written", chain.len())),
                Some(row) => anyhow::bail!("row {} is not as it was written, or one before it is gone", row + 1),
            }
        }
    }
}

/// What whoever put a copy back has to know.
fn told(restored: Restored) -> String {
    let Restored { journal_is_whole, made_again, unfit, sessions_ended, files_missing, before } = restored;
    let mut told =
        vec![format!("restored; {made_again} changes of people, access and files came back from the journal")];
    if unfit > 0 {
        told.push(format!("{unfit} of the journal's changes no longer fit what the copy has"));
    }
    if files_missing > 0 {
        told.push(format!("{files_missing} files are not on the disk: devices are asked for them again"));
    }
    if let Some(before) = before {
        told.push(format!(
            "the database that was there until now is kept as {}: delete it when you are sure that nobody needs it",
            before.display()
        ));
    }
    if !journal_is_whole {
        told.push(format!(
            "WARNING: the journal since this copy is missing or not whole. Whoever was taken out of a circle, or chose a \
             new password, since the copy was made may have again what they had then: look through the circles. All \
             {sessions_ended} sessions have ended, and everybody signs in again."
        ));
    }
    told.join("\n")
}

fn log_as(config: &Serve) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&config.log).context("the log filter cannot be read")?;
    let people_read = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(people_read);
    match config.log_form {
        LogForm::Text => log.init(),
        LogForm::Json => log.json().init(),
    }
    Ok(())
}

fn say(words: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{words}")?)
}
