//! The built app in Chromium, against the real server filled with the workload; and, repeat by repeat between, a page
//! with plain IndexedDB. Ratios within one run are what counts: the machine may be busy.

pub(crate) mod hands;
mod raw;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde_json::Value;
use tests::World;

use crate::figures::{Figures, percentile, percentiles, spread};
use crate::filled::Filled;
use crate::harness::{Device, Engine, Network, Server, Shape, cold_start};
use crate::workload::sentence_of;
use hands::{
    Edit, FirstSync, clock, comes_back, edit_of, first_sync, gives_hands, marked, settled, shows, stored, with_edits,
};

/// First syncs and cold starts of each.
const REPEATS: usize = 5;
/// Saves, each beside a raw transaction.
const SAVES: u32 = 100;
/// Edits that another device watches.
const WATCHED: u32 = 50;

async fn server_over(world: World) -> Result<Server> {
    let app = PathBuf::from(std::env::var_os("FOOTBRIDGE_APP").context("`cargo xtask bench` says where the app is")?);
    Server::over(world.into_folder(), &app).await
}

/// Serves the filled server until it is stopped.
pub(crate) async fn serve(world: World, filled: &Filled) -> Result<()> {
    let server = server_over(world).await?;
    let name = filled.people[0].name.to_lowercase();
    println!("http://{}: sign in as {name}, password {}", server.address(), tests::PASSWORD);
    println!("a record: {}", edit_of(filled, spare(filled, 0), String::new()).0);
    std::future::pending().await
}

/// Measures, and prints the table.
pub(crate) async fn run(world: World, filled: &Filled) -> Result<()> {
    let server = server_over(world).await?;
    let raw = raw::serve(filled.json()).await?;
    let mut figures = Figures::default();

    let mut raws = Syncs::default();
    let mut ours = Syncs::default();
    for turn in 0..REPEATS {
        raws.add_raw(tablet(raw).await?).await?;
        let device = tablet(server.address()).await?;
        let found = first_sync(&device, &filled.people[turn % 2].name.to_lowercase()).await?;
        println!("first sync {turn}: plain {:.0} ms, ours {:.0} ms", raws.synced[turn], found.synced);
        ours.add(device, &found).await;
    }
    tell_first_sync(&mut figures, &raws, &ours);

    let (Some(raw_device), [at_rest, a, b]) = (raws.devices.pop(), last_three(ours.devices)?) else {
        anyhow::bail!("no device is left");
    };
    cold_starts(&mut figures, filled, raw_device, at_rest).await?;
    // Devices are of One and Other in turn; the last two are one of each.
    let (a, b) = if REPEATS.is_multiple_of(2) { (a, b) } else { (b, a) };
    saves(&mut figures, filled, &a).await?;
    watched(&mut figures, filled, &a, &b).await?;
    catch_up(&mut figures, filled, [&a, &b], server).await?;
    for device in [a, b] {
        device.leave().await;
    }
    figures.print();
    Ok(())
}

async fn tablet(server: std::net::SocketAddr) -> Result<Device> {
    Device::start(Engine::Chromium, Shape::Tablet, Network::open(server).await?).await
}

fn last_three(mut devices: Vec<Device>) -> Result<[Device; 3]> {
    let rest = devices.split_off(devices.len().saturating_sub(3));
    rest.try_into().map_err(|_| anyhow::anyhow!("fewer than three devices"))
}

/// First syncs of one kind of page. Only the last devices are kept running.
#[derive(Default)]
struct Syncs {
    synced: Vec<f64>,
    from_press: Vec<f64>,
    down: Vec<f64>,
    up: Vec<f64>,
    stored: Vec<f64>,
    devices: Vec<Device>,
}

impl Syncs {
    async fn add(&mut self, device: Device, found: &FirstSync) {
        self.synced.push(found.synced);
        self.from_press.push(found.from_press);
        self.down.push(found.down as f64);
        self.up.push(found.up as f64);
        self.stored.push(found.stored);
        self.devices.push(device);
        if self.devices.len() > 3 {
            self.devices.remove(0).leave().await;
        }
    }

    async fn add_raw(&mut self, device: Device) -> Result<()> {
        device.driver().goto(format!("{}/", device.origin())).await?;
        device.ready_for_offline().await?;
        let (up, down) = device.network().carried();
        let synced = device.evaluate("return window.raw.firstSync();").await?.as_f64().context("milliseconds")?;
        let (up_after, down_after) = device.network().carried();
        self.synced.push(synced);
        self.up.push((up_after - up) as f64);
        self.down.push((down_after - down) as f64);
        self.stored.push(stored(&device).await?);
        if let Some(before) = self.devices.pop() {
            before.leave().await;
        }
        self.devices.push(device);
        Ok(())
    }
}

fn tell_first_sync(figures: &mut Figures, raws: &Syncs, ours: &Syncs) {
    let ratio = percentile(&ours.synced, 50) / percentile(&raws.synced, 50);
    figures.add(
        "first sync until all is on the disk",
        spread(&raws.synced, "ms"),
        format!("{}, {ratio:.2} x", spread(&ours.synced, "ms")),
        "0.7 x plain",
        ratio <= 0.7,
    );
    figures.note("the same from the press on \"Sign in\"", String::new(), spread(&ours.from_press, "ms"));
    let megabytes = |values: &[f64]| percentile(values, 50) / 1e6;
    figures.add(
        "on the wire, down (HTTP heads included)",
        format!("{:.2} MB", megabytes(&raws.down)),
        format!("{:.2} MB", megabytes(&ours.down)),
        "2.8 MB",
        megabytes(&ours.down) <= 2.8,
    );
    figures.note("on the wire, up", format!("{:.2} MB", megabytes(&raws.up)), format!("{:.2} MB", megabytes(&ours.up)));
    figures.add(
        "on the device (IndexedDB, as the browser counts)",
        format!("{:.2} MB", megabytes(&raws.stored)),
        format!("{:.2} MB", megabytes(&ours.stored)),
        "5 MB",
        megabytes(&ours.stored) <= 5.0,
    );
}

/// Both pages from a process that is started until a pupil's records are drawn, with the network cut.
async fn cold_starts(figures: &mut Figures, filled: &Filled, raw: Device, ours: Device) -> Result<()> {
    let child = filled.circles.len() / 2;
    let pages = [
        (&raw, format!("{}/?pupil=p{child:04}", raw.origin()), "raw.shown"),
        (&ours, format!("{}/pupils/{}", ours.origin(), filled.circles[child]), "footbridge.pupil_shown"),
    ];
    let mut found: [[Vec<f64>; 2]; 2] = Default::default();
    for (device, ..) in &pages {
        device.leave().await;
        device.network().off();
    }
    // The first start of each lets the browser keep compiled code, and is not counted.
    for turn in 0..=REPEATS {
        for ((device, address, mark), [process, page]) in pages.iter().zip(&mut found) {
            let found = cold_start(device.profile(), address, mark).await?;
            let way: Vec<String> = found.marks.iter().map(|(name, at)| format!("{name} {at:.0}")).collect();
            println!("cold start {turn}: {:.0} ms; the page: {}", found.from_process, way.join(", "));
            if turn > 0 {
                process.push(found.from_process);
                page.push(found.from_page);
            }
        }
    }
    let [[raw_process, raw_page], [process, page]] = &found;
    let ratio = percentile(process, 50) / percentile(raw_process, 50);
    figures.add(
        "cold start offline, process start to a pupil's page",
        spread(raw_process, "ms"),
        format!("{}, {ratio:.2} x", spread(process, "ms")),
        "1.3 x plain",
        ratio <= 1.3,
    );
    figures.note("the page's part of it", spread(raw_page, "ms"), spread(page, "ms"));
    Ok(())
}

/// Numbers that are in a list in a list.
fn rows(found: &[Value]) -> Vec<Vec<f64>> {
    let lists = found.iter().filter_map(Value::as_array).flatten().filter_map(Value::as_array);
    lists.map(|row| row.iter().filter_map(Value::as_f64).collect()).collect()
}

/// Slots that neither device edits offline: the last ten.
fn spare(filled: &Filled, number: u32) -> u32 {
    filled.size.records() / 5 - 1 - number % 10
}

async fn saves(figures: &mut Figures, filled: &Filled, device: &Device) -> Result<()> {
    device.network().off();
    let edits: Vec<Edit> = (0..SAVES)
        .map(|number| edit_of(filled, spare(filled, number), format!(" [save {number:04}] Said at the bedside.")))
        .collect();
    let found = rows(&with_edits(device, "saves(edits)", &edits).await?);
    let column = |place: usize| found.iter().filter_map(|row| row.get(place).copied()).collect::<Vec<f64>>();
    let [kept, shown, raw] = [column(0), column(1), column(2)];
    let ratio = percentile(&kept, 50) / percentile(&raw, 50);
    figures.add(
        "local save, strictly on the disk",
        percentiles(&raw),
        format!("{}, {ratio:.2} x", percentiles(&kept)),
        "1.2 x a strict transaction",
        ratio <= 1.2,
    );
    let middle = percentile(&shown, 50);
    figures.add("local save, press to shown", String::new(), percentiles(&shown), "16 ms", middle <= 16.0);
    comes_back(device).await?;
    marked(device, "in_step", clock()).await?;
    Ok(())
}

async fn watched(figures: &mut Figures, filled: &Filled, a: &Device, b: &Device) -> Result<()> {
    let slot = spare(filled, 0);
    let (record, ..) = edit_of(filled, slot, String::new());
    b.evaluate(&format!(
        "window.bench.go({record:?});
         await window.bench.until(() => location.pathname === {record:?} && document.querySelector('main h1'), 'the record');
         window.bench.watch();"
    ))
    .await?;
    let edits: Vec<Edit> = (0..WATCHED).map(|number| edit_of(filled, slot, format!(" [seen {number:04}]"))).collect();
    let pressed = with_edits(a, "pressAll(edits, 500)", &edits).await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let seen = b.evaluate("return window.bench.seen;").await?;
    let pressed = pressed.iter().filter_map(Value::as_object).flatten();
    let took: Vec<f64> =
        pressed.filter_map(|(words, pressed)| Some(seen.get(words)?.as_f64()? - pressed.as_f64()?)).collect();
    let p95 = percentile(&took, 95);
    let all = took.len() == WATCHED as usize;
    figures.add(
        "edit to visible on a second device",
        String::new(),
        percentiles(&took),
        "p95 under 50 ms",
        all && p95 < 50.0,
    );
    Ok(())
}

async fn catch_up(figures: &mut Figures, filled: &Filled, devices: [&Device; 2], server: Server) -> Result<()> {
    let [a, b] = devices;
    for device in devices {
        gives_hands(device).await?;
        device.network().off();
    }
    let edits = |who: char| -> Vec<Edit> {
        filled.size.slots(who).map(|slot| edit_of(filled, slot, sentence_of(who, slot))).collect()
    };
    let (edits_a, edits_b) = (edits('A'), edits('B'));
    let began = clock();
    let (done_a, done_b) =
        tokio::join!(with_edits(a, "pressAll(edits, 0)", &edits_a), with_edits(b, "pressAll(edits, 0)", &edits_b));
    done_a?;
    done_b?;
    println!("typed {} edits on each device in {:.0} s", filled.size.edits, (clock() - began) / 1_000.0);
    for device in devices {
        device.evaluate("window.bench.go('/more');").await?;
    }
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let back = clock();
    let (back_a, back_b) = tokio::join!(comes_back(a), comes_back(b));
    back_a?;
    back_b?;
    let seconds = settled(devices, back).await? / 1_000.0;
    let looked_at: Vec<u32> = (0..20).map(|number| filled.size.slots('B').end - 1 - number).collect();
    let shown = shows(a, filled, 'B', &looked_at).await?;
    let lost = filled.lost_in(server.into_data()).await;
    figures.add(
        "catch-up after weeks offline, both devices in step",
        String::new(),
        format!("{seconds:.2} s"),
        "under 2 s",
        seconds < 2.0,
    );
    figures.add(
        "sentences lost, of those typed on both",
        String::new(),
        format!("{lost} of {}; A shows {shown} of 20 of B's", 2 * filled.size.edits),
        "0",
        lost == 0 && shown == 20,
    );
    Ok(())
}
