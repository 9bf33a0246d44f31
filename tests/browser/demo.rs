//! What stories share about the demonstration: its people, and photos and documents as schools and tablets make them.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::harness::Device;

/// The password of everybody in the demonstration.
pub(crate) const PASSWORD: &str = "footbridge-demo";

/// Somebody comes in, on a device that nobody is signed in on.
pub(crate) async fn signs_in(device: &Device, name: &str) -> Result<()> {
    device.open("/").await?;
    comes_in(device, name).await
}

/// Somebody comes in where the app is open already.
pub(crate) async fn comes_in(device: &Device, name: &str) -> Result<()> {
    device.fill("Your sign-in name", name).await?;
    device.fill("Password", PASSWORD).await?;
    device.tap("Sign in").await?;
    device.sees("Skip to the page").await
}

/// Somebody whose own device it is says so before they come in.
pub(crate) async fn stays_signed_in(device: &Device) -> Result<()> {
    device.tap("Stay signed in here").await
}

/// Zara's page, as a teacher gets there.
pub(crate) async fn opens_zara(device: &Device) -> Result<()> {
    device.tap("Pupils").await?;
    device.tap("Zara Malik").await?;
    device.sees("Home school").await
}

/// A small input that once came in otherwise than people see it.
pub(crate) fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("src").join("worker/tests/cases").join(name)
}

/// A file of `samples`. Its photos carry a position, a time, a camera and its serial number.
pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("browser").join("samples").join(name)
}
