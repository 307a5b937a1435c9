package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.Outcome.Failure;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Fetches the access token when it is first needed, and keeps it until shortly before it expires. */
final class TokenSource {
    private static final String PATH = "/oauth2/token";
    private static final Duration LARGEST_MARGIN = Duration.ofSeconds(60);

    private final Wire wire;
    private final ClientAuthentication authentication;
    private final Clock clock;
    private final AtomicReference<@Nullable Token> kept = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<Token>> fetching = new AtomicReference<>();

    TokenSource(Wire wire, ClientAuthentication authentication, Clock clock) {
        this.wire = wire;
        this.authentication = authentication;
        this.clock = clock;
    }

    /**
     * The kept token, or a new one; however many ask at once, one of them fetches it. It is asked for once: who needs it
     * tries again as for the call itself.
     *
     * @throws CoinslotException.NotSent if there is none now and there may be one later
     */
    Token token(Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        while (true) {
            Token token = kept.get();
            if (token != null && clock.instant().isBefore(token.refreshAt())) {
                return token;
            }
            CompletableFuture<Token> mine = new CompletableFuture<>();
            CompletableFuture<Token> other = fetching.compareAndExchange(null, mine);
            Token fetched = other == null ? fetchFor(mine, deadline) : await(other, deadline.left());
            if (fetched != null) {
                return fetched;
            }
        }
    }

    /** Forgets a token that was refused, unless another one has taken its place already. */
    void discard(Token refused) {
        kept.compareAndSet(refused, null);
    }

    /** Looks once more before it fetches: the one who fetched before may just have finished. */
    private Token fetchFor(CompletableFuture<Token> waiters, Deadline deadline) {
        try {
            Token token = kept.get();
            if (token == null || !clock.instant().isBefore(token.refreshAt())) {
                token = fetch(deadline);
                kept.set(token);
            }
            waiters.complete(token);
            return token;
        } catch (CoinslotException.Interrupted e) {
            waiters.cancel(false);
            throw e;
        } catch (CoinslotException.NotSent e) {
            // That this one's time is over says nothing about those who have more.
            if (isOver(deadline, e)) {
                waiters.cancel(false);
            } else {
                waiters.completeExceptionally(e);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            waiters.completeExceptionally(e);
            throw e;
        } finally {
            fetching.set(null);
        }
    }

    private static boolean isOver(Deadline deadline, CoinslotException.NotSent failure) {
        return deadline.left().isZero()
                || failure.getCause() instanceof CoinslotException.NoAnswer noAnswer
                        && (noAnswer.getCause() instanceof TimeoutException
                                || noAnswer.getCause() instanceof HttpTimeoutException);
    }

    /** Null if the one who fetched was interrupted or out of time, so that somebody else has to. */
    private static @Nullable Token await(CompletableFuture<Token> other, Duration timeout) {
        try {
            return other.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (CancellationException e) {
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new CoinslotException.NotSent("no access token in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CoinslotException.Interrupted(e);
        }
    }

    private Token fetch(Deadline deadline) {
        Call request = request();
        return switch (wire.exchange(request, deadline.left())) {
            case Failure failure -> throw none(failure.exception(), Duration.ZERO);
            case Answer answer when answer.succeeded() -> keep(Json.read(answer.body(), Issued.class));
            case Answer answer ->
                throw switch (answer.status()) {
                    case 429, 502, 503, 504 -> none(Refusals.exception(request, answer), Refusals.retryAfter(answer));
                    default -> Refusals.exception(request, answer);
                };
        };
    }

    /** Whatever became of the request for the token, the call that needs it was not sent. */
    private static CoinslotException.NotSent none(CoinslotException cause, Duration retryAfter) {
        return new CoinslotException.NotSent("no access token: " + cause.getMessage(), cause, retryAfter);
    }

    /** Built for each attempt, because an assertion is taken once only. */
    private Call request() {
        Call call = Call.repeatablePost(PATH, "");
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        authentication.apply(call, form, wire.uri(PATH));
        return call.content("application/x-www-form-urlencoded", form.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Token keep(Issued issued) {
        Duration life = Duration.ofSeconds(issued.expiresInSeconds());
        Duration tenth = life.dividedBy(10);
        Duration margin = tenth.compareTo(LARGEST_MARGIN) < 0 ? tenth : LARGEST_MARGIN;
        return new Token(issued.accessToken(), clock.instant().plus(life).minus(margin));
    }

    /** An access token, and when to get the next one. */
    record Token(String value, Instant refreshAt) {
        @Override
        public String toString() {
            return "Token[refreshAt=" + refreshAt + "]";
        }
    }

    private record Issued(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") long expiresInSeconds) {
        Issued {
            Objects.requireNonNull(accessToken, "access_token");
        }
    }
}
