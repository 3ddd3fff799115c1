//! How long fusing takes as claims grow: invented events over 400 towns and three years, three reports each,
//! a few towns as busy as a front line.

mod invented;

use dateline_incidents::{block_keys, digest, fuse};
use divan::Bencher;
use divan::counter::ItemsCount;
use invented::{invent, report, sentence};

fn main() {
    divan::main();
}

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn fuse_claims(bencher: Bencher<'_, '_>, n: u32) {
    let (claims, digests) = invent(n);
    bencher.counter(ItemsCount::new(claims.len())).bench(|| fuse(&claims, &digests));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn keys_of_10_000_claims(bencher: Bencher<'_, '_>) {
    let (claims, digests) = invent(10_000);
    bencher.counter(ItemsCount::new(claims.len())).bench(|| {
        let told = claims.iter().zip(&digests);
        told.map(|(claim, digest)| block_keys(claim, Some(digest)).len()).sum::<usize>()
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn digest_a_report_of_4_kilobytes(bencher: Bencher<'_, '_>) {
    let text = (0..40).map(sentence).collect::<Vec<_>>().join(" ");
    let report = report(1, &text);
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| digest(&report, &text, |span| span));
}
