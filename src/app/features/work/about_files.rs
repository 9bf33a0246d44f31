//! What files are called, and what their names tell: recordings carry their length, "Voice 0:24".

use domain::file::{FileFact, FileHash};

use crate::ui::recorder::clock;

/// What a recording that was just kept is.
pub(crate) fn voice_fact(hash: FileHash, bytes: usize, media: &str, seconds: u32) -> FileFact {
    let name = format!("Voice {}", clock(seconds));
    FileFact { hash, bytes: bytes as u64, media: media.to_owned(), name, thumbnail: None }
}

/// How long a recording is, as its name says; 0 when it does not say.
pub(crate) fn seconds_of(file: &FileFact) -> u32 {
    let length = file.name.rsplit(' ').next().and_then(|last| last.split_once(':'));
    let parts =
        length.and_then(|(minutes, seconds)| Some((minutes.parse::<u32>().ok()?, seconds.parse::<u32>().ok()?)));
    parts.map_or(0, |(minutes, seconds)| minutes * 60 + seconds)
}

/// Whether it is a recording.
pub(crate) fn is_voice(file: &FileFact) -> bool {
    file.media.starts_with("audio/")
}

/// Whether it is a picture.
pub(crate) fn is_picture(file: &FileFact) -> bool {
    file.media.starts_with("image/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_knows_its_length() {
        assert_eq!(seconds_of(&voice_fact(FileHash([0; 32]), 9, "audio/webm", 84)), 84);
        let photo = FileFact { name: "IMG 7.jpg".to_owned(), ..voice_fact(FileHash([0; 32]), 9, "image/jpeg", 1) };
        assert_eq!(seconds_of(&photo), 0);
    }
}
