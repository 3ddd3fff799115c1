//! Answers that were worked out already, kept until the database says something else.
//!
//! Timeline, map, counts and lists go over many incidents, and most readers ask the same of them: what the page opens
//! with, a country, a queue. Such an answer is kept as it went out, compressed, and given again for as long as no
//! transaction changed the database, be it a decision made here or a build by another program.
//!
//! Why no old answer is ever given: the version is read before the work begins, so what is kept under a version is of
//! that version or later, and all that was kept goes as soon as another version is seen.

use std::collections::BTreeMap;
use std::fmt;
use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use dateline_store::{Store, StoreError};
use tokio::sync::{OnceCell, Semaphore};

use crate::api::Problem;
use crate::readers::ReadFault;

/// At most so many bytes of answers are kept.
const MAX_BYTES: usize = 128 << 20;
/// So many answers are worked out at the same time; the other readers are left to short questions.
const AT_ONCE: usize = 2;
/// Bytes that a kept question takes beside its address and its answer.
const OVERHEAD: usize = 512;

/// The answers kept for one database. Clones share them.
#[derive(Clone)]
pub(crate) struct Answers {
    kept: Arc<Mutex<Kept>>,
    turns: Arc<Semaphore>,
}

/// A question: its address, and whether the asker takes compressed answers.
type Question = (String, bool);

/// An answer as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

/// Who asks first fills it; who asks meanwhile waits for it.
type Slot = Arc<OnceCell<Answer>>;

/// Two generations of answers: when the young ones fill half the room they become the old ones, and the old ones that
/// nobody asked for again are forgotten.
struct Kept {
    /// A connection that never writes, so its version changes with every transaction of any other.
    watch: Store,
    version: i64,
    young: BTreeMap<Question, Slot>,
    old: BTreeMap<Question, Slot>,
    /// Bytes of the young ones.
    bytes: usize,
    max_bytes: usize,
}

impl Answers {
    /// Answers about the database that `watch` has open for reading.
    pub(crate) fn new(watch: Store) -> Result<Self, StoreError> {
        Self::with_room(watch, MAX_BYTES)
    }

    fn with_room(watch: Store, max_bytes: usize) -> Result<Self, StoreError> {
        let version = watch.data_version()?;
        let (young, old) = (BTreeMap::new(), BTreeMap::new());
        let kept = Kept { watch, version, young, old, bytes: 0, max_bytes };
        Ok(Self { kept: Arc::new(Mutex::new(kept)), turns: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// The answer to `question`: the one kept, else what `work` comes to, which is kept unless it is an error. Of
    /// those who ask the same at once one works and the others wait; when that one gives up, the next begins anew.
    async fn of(
        &self,
        question: Question,
        work: impl Future<Output = Result<Answer, Response>>,
    ) -> Result<Answer, Response> {
        let (kept, asked) = (Arc::clone(&self.kept), question.clone());
        let finding = tokio::task::spawn_blocking(move || locked(&kept).slot(asked));
        let found = finding.await.map_err(|error| ReadFault::Thread(error.to_string()));
        let found = found.and_then(|slot| slot.map_err(ReadFault::Store));
        let slot = found.map_err(|fault| Problem::from(fault).into_response())?;
        let working = async || {
            // The semaphore is never closed; were it, working without a turn would only be slower.
            let _turn = self.turns.acquire().await.ok();
            let answer = work.await?;
            locked(&self.kept).weigh(&question, &slot, answer.body.len());
            Ok(answer)
        };
        slot.get_or_try_init(working).await.cloned()
    }
}

fn locked(kept: &Mutex<Kept>) -> std::sync::MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Kept {
    /// Where the answer to the question stands, or will stand once somebody has worked it out.
    fn slot(&mut self, question: Question) -> Result<Slot, StoreError> {
        let version = self.watch.data_version()?;
        if version != self.version {
            self.version = version;
            (self.young, self.old, self.bytes) = (BTreeMap::new(), BTreeMap::new(), 0);
        }
        if let Some(slot) = self.young.get(&question) {
            return Ok(Arc::clone(slot));
        }
        let slot = self.old.remove(&question).unwrap_or_default();
        // Questions that are refused or given up leave an empty slot, which takes room too.
        self.bytes += OVERHEAD + question.0.len() + slot.get().map_or(0, |answer| answer.body.len());
        self.young.insert(question, Arc::clone(&slot));
        self.make_room();
        Ok(slot)
    }

    /// Counts the bytes of an answer that just came. One that would drive out all others, or whose slot grew old before
    /// it came, is forgotten.
    fn weigh(&mut self, question: &Question, slot: &Slot, n_bytes: usize) {
        let is_here = |kept: Option<&Slot>| kept.is_some_and(|kept| Arc::ptr_eq(kept, slot));
        if is_here(self.old.get(question)) {
            self.old.remove(question);
        } else if is_here(self.young.get(question)) {
            if n_bytes > self.max_bytes / 2 {
                self.young.remove(question);
                return;
            }
            self.bytes += n_bytes;
            self.make_room();
        }
    }

    fn make_room(&mut self) {
        if self.bytes > self.max_bytes / 2 {
            (self.old, self.bytes) = (take(&mut self.young), 0);
        }
    }
}

/// Puts [`Answers`] before paths whose answers follow from their address and the database alone. It stands outside the
/// compression, so that an answer is compressed once.
pub(crate) async fn keep(State(answers): State<Answers>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let accepted = request.headers().get_all(header::ACCEPT_ENCODING).iter();
    let is_packed = accepted.filter_map(|it| it.to_str().ok()).any(|it| it.contains("gzip"));
    let question = (request.uri().to_string(), is_packed);
    let work = async {
        let (parts, body) = next.run(request).await.into_parts();
        if parts.status != StatusCode::OK {
            return Err(Response::from_parts(parts, body));
        }
        let unread = |error: axum::Error| Problem::from(ReadFault::Thread(error.to_string())).into_response();
        let body = to_bytes(body, usize::MAX).await.map_err(unread)?;
        Ok(Answer { headers: parts.headers, body })
    };
    match answers.of(question, work).await {
        Ok(Answer { headers, body }) => (headers, Body::from(body)).into_response(),
        Err(refused) => refused,
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use dateline_model::{Reliability, SourceId};
    use dateline_store::{Access, SourceEdit};
    use jiff::Timestamp;

    use super::*;
    use crate::fixture::database;

    /// Asks for answers that say how often somebody worked.
    struct Asker {
        answers: Answers,
        n_worked: AtomicUsize,
    }

    impl Asker {
        fn new(path: &Path, max_bytes: usize) -> Self {
            let watch = Store::open(path, Access::ReadOnly).unwrap();
            Self { answers: Answers::with_room(watch, max_bytes).unwrap(), n_worked: AtomicUsize::new(0) }
        }

        async fn ask(&self, path: &str) -> String {
            let work = async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                let nth = self.n_worked.fetch_add(1, Ordering::SeqCst) + 1;
                Ok(Answer { headers: HeaderMap::new(), body: Bytes::from(format!("{path} {nth}")) })
            };
            let answer = self.answers.of((path.to_owned(), false), work).await.unwrap();
            String::from_utf8(answer.body.to_vec()).unwrap()
        }
    }

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
    }

    #[test]
    fn who_asks_the_same_at_once_waits_for_one_answer() {
        let (_folder, path) = database();
        let asker = Asker::new(&path, MAX_BYTES);
        let all = async { tokio::join!(asker.ask("a"), asker.ask("a"), asker.ask("b"), asker.ask("a")) };
        let (first, second, other, third) = run(all);
        assert_eq!((first.clone(), first, asker.n_worked.into_inner()), (second, third, 2));
        assert!(other.starts_with('b'));
    }

    #[test]
    fn what_another_connection_writes_makes_all_answers_old() {
        let (_folder, path) = database();
        let asker = Asker::new(&path, MAX_BYTES);
        assert_eq!((run(asker.ask("a")), run(asker.ask("a"))), ("a 1".to_owned(), "a 1".to_owned()));
        let edit = SourceEdit { reliability: Some(Reliability::B), ..SourceEdit::default() };
        let mut other = Store::open(&path, Access::ReadWrite).unwrap();
        other.set_source(&SourceId::new("example-wire"), edit, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!((run(asker.ask("a")), run(asker.ask("a"))), ("a 2".to_owned(), "a 2".to_owned()));
    }

    #[test]
    fn what_nobody_asks_for_again_makes_room_for_the_rest() {
        let (_folder, path) = database();
        let asker = Asker::new(&path, 8 * OVERHEAD);
        for n in 0..20 {
            // Asked for again and again, the first one stays.
            assert_eq!(run(asker.ask("first")), "first 1");
            run(asker.ask(&format!("other {n}")));
            let kept = locked(&asker.answers.kept);
            assert!(kept.young.len() + kept.old.len() <= 8, "{n}");
        }
        assert_eq!(run(asker.ask("other 0")), "other 0 22");
    }

    #[test]
    fn an_answer_larger_than_the_room_is_given_and_not_kept() {
        let (_folder, path) = database();
        let asker = Asker::new(&path, 3_800);
        let long = "x".repeat(2_000);
        assert_eq!(run(asker.ask(&long)), format!("{long} 1"));
        assert_eq!(run(asker.ask(&long)), format!("{long} 2"));
    }
}
