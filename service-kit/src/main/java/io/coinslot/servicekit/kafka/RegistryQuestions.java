package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those who need the registry from waiting for it without end: who writes a document writes for everybody, and the
 * registry's clients wait as long as a connection lasts. What was answered once needs no more of the registry. All else
 * is asked on a thread of its own that is interrupted after a while; and where the registry was away once, it is asked
 * again, with a pause between, when somebody needs it, who waits but a moment: who comes after the answer has it.
 */
final class RegistryQuestions {
    /** In which a registry that is back has answered, as a rule. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Duration longest;
    private final Duration pause;
    private final Set<Object> answered = ConcurrentHashMap.newKeySet();
    /** Those that are under way, and those that found the registry away. */
    private final Map<Object, Attempt> attempts = new ConcurrentHashMap<>();
    /** The last one whose time is over had no answer: others need not wait for the same. */
    private volatile boolean isSilent;

    RegistryQuestions(Duration longest, Duration pause) {
        this.longest = longest;
        this.pause = pause;
    }

    /**
     * @param subject what the registry has to know: once this is answered, a question about it needs no more of it
     * @param question throws SchemaRegistryUnavailable if the registry is away, and anything else if that is the answer
     */
    <T> T ask(Object subject, Supplier<T> question) {
        while (!answered.contains(subject)) {
            Attempt attempt = attempts.compute(
                    subject,
                    (same, latest) -> latest == null || latest.isLongOver() ? begin(same, question, latest) : latest);
            attempt.await(question);
            if (attempt.question == question) {
                @SuppressWarnings("unchecked") // What came of this very question.
                T value = (T) attempt.value();
                return value;
            }
        }
        return question.get();
    }

    private Attempt begin(Object subject, Supplier<?> question, @Nullable Attempt latest) {
        Attempt attempt = new Attempt(subject, question, latest == null && !isSilent);
        Thread thread = Thread.ofVirtual().name("registry-question").unstarted(attempt);
        attempt.outcome.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).whenComplete((value, failure) -> {
            if (failure instanceof TimeoutException) {
                isSilent = true;
                thread.interrupt();
            }
        });
        thread.start();
        return attempt;
    }

    private final class Attempt implements Runnable {
        private final Object subject;
        private final Supplier<?> question;
        private final boolean isWaitedFor;
        private final long startNanos = System.nanoTime();
        private final CompletableFuture<Object> outcome = new CompletableFuture<>();

        Attempt(Object subject, Supplier<?> question, boolean isWaitedFor) {
            this.subject = subject;
            this.question = question;
            this.isWaitedFor = isWaitedFor;
        }

        @Override
        public void run() {
            try {
                Object value = question.get();
                answered.add(subject);
                end();
                outcome.complete(value);
            } catch (SchemaRegistryUnavailable e) {
                outcome.completeExceptionally(e);
            } catch (RuntimeException | Error e) {
                // After its time this is but what an interruption makes of it.
                if (!outcome.isDone()) {
                    end();
                }
                outcome.completeExceptionally(e);
            }
        }

        private void end() {
            isSilent = false;
            attempts.remove(subject, this);
        }

        private boolean isLongOver() {
            return outcome.isDone() && System.nanoTime() - startNanos >= pause.toNanos();
        }

        /** Returns when there is an answer, whatever it is. */
        private void await(Supplier<?> asker) {
            try {
                if (isWaitedFor) {
                    outcome.get();
                } else {
                    outcome.get(asker == question ? MOMENT.toNanos() : 0, TimeUnit.NANOSECONDS);
                }
            } catch (TimeoutException e) {
                throw new SchemaRegistryUnavailable("the schema registry was away and is being asked again", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SchemaRegistryUnavailable away) {
                    throw new SchemaRegistryUnavailable(String.valueOf(away.getMessage()), away);
                }
                if (e.getCause() instanceof TimeoutException) {
                    throw new SchemaRegistryUnavailable(
                            "the schema registry does not answer within " + longest, e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SchemaRegistryUnavailable("interrupted while the schema registry was asked", e);
            }
        }

        private Object value() {
            if (outcome.isCompletedExceptionally()) {
                switch (outcome.exceptionNow()) {
                    case RuntimeException failure -> throw failure;
                    case Error failure -> throw failure;
                    case Throwable failure -> throw new IllegalStateException(failure);
                }
            }
            return outcome.join();
        }
    }
}
