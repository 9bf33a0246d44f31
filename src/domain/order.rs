//! Putting short lists in order, small: the app is downloaded over bad Wi-Fi, and each use of the standard library's
//! stable sort, or of `collect` into a tree (which sorts first), is several kilobytes more of it. Measured on the first
//! screen: sorting was 8% of its code (source: reasoning; the budget is in design, section 10).

/// Puts items in the order of their keys; those with the same key keep theirs. For lists as one circle has them: it
/// takes time with the square of their number.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    for next in 1..items.len() {
        let wanted = key(&items[next]);
        let place = items[..next].partition_point(|before| key(before) <= wanted);
        items[place..=next].rotate_right(1);
    }
}

/// Everything that comes, in a new collection: `collect` for trees, without the sort.
#[must_use]
pub fn gathered<T, All: Default + Extend<T>>(items: impl IntoIterator<Item = T>) -> All {
    let mut all = All::default();
    all.extend(items);
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_order_of_the_standard_library(items in proptest::collection::vec((0u8..9, any::<u8>()), 0..60)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
