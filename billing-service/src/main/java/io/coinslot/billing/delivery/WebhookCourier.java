package io.coinslot.billing.delivery;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.Webhook;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes single attempts at sending webhooks, each signed with its service's secret, and knows how long to go on. */
public final class WebhookCourier {
    /** Three days in all, of which jitter leaves a half at least. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(14),
            Duration.ofHours(15),
            Duration.ofHours(16));

    private static final int GONE = 410;

    private final Catalog catalog;
    private final WebhookSigner signer;
    private final WebhookSender sender;
    private final Clock clock;

    public WebhookCourier(Catalog catalog, WebhookSigner signer, WebhookSender sender, Clock clock) {
        this.catalog = catalog;
        this.signer = signer;
        this.sender = sender;
        this.clock = clock;
    }

    /** What came of an attempt that began at a time. */
    public sealed interface Result {
        /** The game answered 2xx. */
        record Accepted(WebhookSender.Answer answer) implements Result {}

        /** There is no use in trying again: the game wants no more webhooks here, or has named no place for them. */
        record GivenUp(int status, String reason) implements Result {}

        /** To be tried again. */
        record Failed(Instant at, IOException failure) implements Result {
            public int status() {
                return statusOf(failure);
            }

            public String reason() {
                return reasonOf(failure);
            }
        }
    }

    /** How often to try in all. */
    public static int maxAttempts() {
        return PAUSES.size() + 1;
    }

    /** How long to wait after this attempt (1, 2 …) failed. */
    public static Duration pauseAfter(int attempt) {
        return PAUSES.get(Math.clamp(attempt - 1, 0, PAUSES.size() - 1));
    }

    /** Whom the circuit breaker watches. */
    public static String target(ServiceId serviceId) {
        return "webhook:" + serviceId;
    }

    /** Sends the stored body as it is. */
    public Result attempt(ServiceId serviceId, Webhook webhook) {
        SellingService service = catalog.service(serviceId);
        if (service == null || service.webhookUrl() == null) {
            return new Result.GivenUp(0, "the service has no webhook URL");
        }
        Instant at = now();
        try {
            WebhookSender.Answer answer = sender.send(message(service, service.webhookUrl(), webhook, at));
            if (answer.isAccepted()) {
                return new Result.Accepted(answer);
            }
            return answer.status() == GONE
                    ? new Result.GivenUp(GONE, "the game answered 410")
                    : new Result.Failed(at, new Refusal(answer.status()));
        } catch (IOException e) {
            return new Result.Failed(at, e);
        }
    }

    private WebhookSender.Message message(SellingService service, String url, Webhook webhook, Instant at) {
        String signatures = signer.signatures(service, webhook.webhookId(), at, webhook.body());
        return new WebhookSender.Message(url, webhook.webhookId(), at.getEpochSecond(), signatures, webhook.body());
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A refusal of 4xx is the game's own will, and no sign that it is ill. */
    public static boolean countsAgainstTarget(Exception failure) {
        return !(failure instanceof Refusal refusal) || refusal.status >= 500;
    }

    /** The HTTP status of a failed attempt; 0 if there was no answer. */
    public static int statusOf(@Nullable Exception failure) {
        return failure instanceof Refusal refusal ? refusal.status : 0;
    }

    public static String reasonOf(@Nullable Exception failure) {
        if (failure == null) {
            return "no answer";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** The game answered, but not with 2xx. */
    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refusal(int status) {
            super("the game answered " + status);
            this.status = status;
        }
    }
}
