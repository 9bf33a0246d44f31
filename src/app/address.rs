//! What the router matches the address of a page with.

use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// An address, in which a part after a colon is whatever stands there. One type for all of them, as for what is drawn: the
/// router's code is made anew for each, and downloaded with the first screen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Address(pub(crate) &'static str);

impl PossibleRouteMatch for Address {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let (mut rest, mut named) = (path, Vec::new());
        for part in self.0.split('/').filter(|part| !part.is_empty()) {
            let inner = rest.strip_prefix('/')?;
            let (here, after) = inner.split_at(inner.find('/').unwrap_or(inner.len()));
            match part.strip_prefix(':') {
                Some(name) if !here.is_empty() => named.push((name.into(), here.to_owned())),
                None if here == part => {}
                _ => return None,
            }
            rest = after;
        }
        Some(PartialPathMatch::new(rest, named, &path[..path.len() - rest.len()]))
    }

    fn generate_path(&self, _: &mut Vec<PathSegment>) {
        // Only a server that draws pages asks for it.
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_matches_whole_parts_and_names_what_stands_there() {
        let matched = |address, path| Address(address).test(path).map(|part| (part.remaining(), part.params()));
        let named = |name: &'static str, what: &str| (name.into(), what.to_owned());
        assert_eq!(matched("/", "/"), Some(("/", vec![])));
        assert_eq!(matched("/", "/more"), Some(("/more", vec![])), "what is left over is for the router to refuse");
        assert_eq!(matched("/more", "/more/"), Some(("/", vec![])));
        assert_eq!(matched("/more", "/moreover"), None);
        assert_eq!(matched("/pupils/:circle", "/pupils/"), None);
        assert_eq!(matched("/pupils/:circle/removed", "/pupils/1/plans"), None);
        let both = vec![named("circle", "1"), named("record", "2")];
        assert_eq!(matched("/pupils/:circle/plans/:record", "/pupils/1/plans/2/paste"), Some(("/paste", both)));
    }
}
