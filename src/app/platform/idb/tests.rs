//! [`IdbStore`] in real browsers.

use sync::conformance::{self, Shelf};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use zeroize::Zeroizing;

use super::*;
use crate::platform::seal::{DataKey, random};

wasm_bindgen_test_configure!(run_in_browser);

fn key() -> DataKey {
    DataKey(Zeroizing::new([5; 32]))
}

/// Databases of one test, apart from those of earlier runs in the same browser.
struct IdbShelf([u8; 8]);

impl Shelf for IdbShelf {
    type Store = IdbStore;

    async fn open(&self, name: &str) -> IdbStore {
        let name = format!("test-{name}-{}", u64::from_be_bytes(self.0));
        IdbStore::open(&name, &key()).await.expect("opens")
    }
}

macro_rules! in_browsers {
    ($($rule:ident)*) => {$(
        #[wasm_bindgen_test]
        async fn $rule() {
            conformance::$rule(&IdbShelf(random())).await;
        }
    )*};
}
sync::for_each_store_rule!(in_browsers);
