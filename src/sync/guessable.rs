//! Passwords that are tried first, because many people have them: a much used word with a number behind it, a row of
//! keys, the same thing again and again.
//!
//! A list of whole passwords never ends: of the most used ones of twelve characters and more, nearly all are a few words
//! and rows put together. So these are taken out, and what is left has to be long enough to be somebody's own.

/// So many characters of somebody's own have to be left.
const OWN: usize = 6;
/// So many characters in order are a row.
const ROW: usize = 3;
/// Fewer different characters than this in a whole password are a pattern.
const DIFFERENT: usize = 5;

/// Words that the most used passwords are made of, in small letters, and ours. Where one stands in another, the
/// longer comes first.
const WORDS: &[&str] = &[
    "administrator",
    "footbridge",
    "motdepasse",
    "contrasena",
    "passphrase",
    "password",
    "passwort",
    "passw",
    "login",
    "letmein",
    "openup",
    "welcome",
    "changeme",
    "trustno",
    "whatever",
    "nothing",
    "iloveyou",
    "loveyou",
    "iloveu",
    "ilove",
    "lovely",
    "forever",
    "admin",
    "master",
    "root",
    "user",
    "guest",
    "test",
    "demo",
    "default",
    "secret",
    "hello",
    "temp",
    "computer",
    "internet",
    "google",
    "facebook",
    "microsoft",
    "windows",
    "samsung",
    "iphone",
    "apple",
    "princess",
    "sunshine",
    "superman",
    "batman",
    "spiderman",
    "pokemon",
    "starwars",
    "minecraft",
    "unicorn",
    "butterfly",
    "chocolate",
    "football",
    "baseball",
    "basketball",
    "soccer",
    "hockey",
    "monkey",
    "dragon",
    "shadow",
    "michael",
    "jennifer",
    "jessica",
    "charlie",
    "daniel",
    "thomas",
    "jordan",
    "ashley",
    "nicole",
    "george",
    "freedom",
    "killer",
    "hunter",
    "ranger",
    "harley",
    "mustang",
    "cheese",
    "cookie",
    "banana",
    "summer",
    "winter",
    "spring",
    "autumn",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "august",
    "september",
    "october",
    "november",
    "december",
    "liverpool",
    "arsenal",
    "chelsea",
    "manchester",
    "united",
    "everton",
    "tottenham",
    "rangers",
    "celtic",
    "london",
    "england",
    "scotland",
    "ireland",
    "wales",
    "britain",
    "hospital",
    "school",
    "teacher",
    "teaching",
    "nurse",
    "doctor",
    "ward",
    "pupil",
    "student",
    "classroom",
    "children",
    "abc",
    "xyz",
    "qaz",
    "wsx",
    "edc",
    "zaq",
    "xsw",
    "qwe",
    "asd",
    "zxc",
];

/// Neighbours on keyboards.
const KEYS: [&str; 4] = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1q2w3e4r5t6y7u8i9o0p"];

/// Whether a password is made of what is tried first.
pub(crate) fn is_guessable(password: &str) -> bool {
    let typed: Vec<char> =
        password.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || "@$!".contains(*c)).collect();
    let mut different = typed.clone();
    different.sort_unstable();
    different.dedup();
    let read: Vec<char> = typed.iter().map(|c| letter(*c)).collect();
    different.len() < DIFFERENT || own(&typed) < OWN || own(&read) < OWN
}

/// The letter that a digit or a sign is written for.
fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    }
}

/// How many letters are somebody's own: in no word of ours, in no row, and not the same as before.
fn own(text: &[char]) -> usize {
    let mut used = vec![false; text.len()];
    for word in WORDS {
        let word: Vec<char> = word.chars().collect();
        for at in 0..(text.len() + 1).saturating_sub(word.len()) {
            if text[at..].starts_with(&word) {
                used[at..at + word.len()].fill(true);
            }
        }
    }
    let mut begin = 0;
    for at in 1..=text.len() {
        if at == text.len() || !is_next(&text[begin..=at]) {
            if at - begin >= ROW {
                used[begin..at].fill(true);
            }
            begin = at;
        }
    }
    // What stands twice counts once.
    for at in ROW..text.len() {
        let said: String = text[..at].iter().collect();
        let more: String = text[at..].iter().take(ROW).collect();
        if more.chars().count() == ROW && said.contains(&more) {
            used[at..at + ROW].fill(true);
        }
    }
    text.iter().zip(used).filter(|(c, used)| !used && !c.is_numeric() && c.is_alphanumeric()).count()
}

/// Whether the last of these goes on as the ones before it: the same again, one up or down, or the next key.
fn is_next(row: &[char]) -> bool {
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let steps = || row.windows(2).map(step);
    let even = steps().all(|one| one.abs() <= 1) && steps().zip(steps().skip(1)).all(|(one, next)| one == next);
    let text: String = row.iter().collect();
    let back: String = row.iter().rev().collect();
    even || KEYS.iter().any(|keys| keys.contains(&text) || keys.contains(&back))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_people_have_is_refused() {
        for password in [
            "aaaaaaaaaaaa",
            "password1234",
            "Password2026!",
            "P@ssw0rd!2026",
            "passwordpassword",
            "123456789012",
            "1234567890ab",
            "987654321098",
            "qwertyuiop12",
            "qwerty123456",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "qazwsxedc123",
            "zxcvbnm12345",
            "asdfghjkl123",
            "abcdefghijkl",
            "abcabcabcabc",
            "hahahahahaha",
            "iloveyou1234",
            "iloveyouforever",
            "letmein12345",
            "welcome12345",
            "Welcome2026!!",
            "adminadmin12",
            "administrator",
            "administrator1",
            "changeme1234",
            "Liverpool2026",
            "manchesterunited",
            "sunshine1234",
            "princess2014",
            "Footbridge26",
            "footbridge-demo",
            "Hospital2026!",
            "hospitalschool",
            "Summer2026!!!",
            "September2026",
            "11112222333344",
            "000000000000",
            "trustno1trustno1",
            "superman1234",
            "dragon123456",
            "michael12345",
            "chocolate123",
            "qwertyqwerty",
            "asdfasdfasdf",
            "monkeymonkey",
            "testtesttest",
            "............",
            "            ",
            "!!!!!!!!!!!!",
            "20262026202620",
        ] {
            assert!(is_guessable(password), "{password}");
        }
    }

    #[test]
    fn what_somebody_thought_of_is_taken() {
        for password in [
            "three old boats",
            "four quiet words together",
            "four boats in a bay",
            "correct horse",
            "twelve chars",
            "a long enough secret",
            "ünïcödé wörd",
            "kettle lamp river",
            "my dog eats 3 shoes",
            "Tr4umschiff-über",
            "vhk2-mw9x-7dqa-r",
            "9fj3kd8sl2mqpz",
            "blue school kettle path",
            "пароль из четырёх слов",
            "0123-4567-89az-zqkd",
            "jam tomorrow maybe",
        ] {
            assert!(!is_guessable(password), "{password}");
        }
    }
}
