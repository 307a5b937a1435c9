package io.coinslot.billing.delivery;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends a webhook until the game accepts it, for three days, then gives up visibly: a task of the purchase. */
public final class WebhookTask implements TaskHandler<Purchase, PurchaseEvent> {
    /** Three days in all. */
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
    private final WebhookOutcomes outcomes;
    private final Clock clock;

    public WebhookTask(
            Catalog catalog, WebhookSigner signer, WebhookSender sender, WebhookOutcomes outcomes, Clock clock) {
        this.catalog = catalog;
        this.signer = signer;
        this.sender = sender;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Tasks.SEND_WEBHOOK;
    }

    @Override
    public String target(Purchase purchase, Task task) {
        return "webhook:" + purchase.serviceId();
    }

    @Override
    public int maxAttempts() {
        return PAUSES.size() + 1;
    }

    @Override
    public Duration backoff(int attempt) {
        return PAUSES.get(Math.clamp(attempt - 1, 0, PAUSES.size() - 1));
    }

    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return !(failure instanceof Refusal refusal) || refusal.status >= 500;
    }

    @Override
    public Outcome<Purchase, PurchaseEvent> run(String purchaseId, Purchase purchase, Task task) {
        int number = number(task);
        Webhook webhook = purchase.webhook(number).orElse(null);
        if (webhook == null || webhook.status() != WebhookStatus.SENDING) {
            return new Done<>(now -> Nothing.changes());
        }
        if (isPointless(purchase, webhook) && !task.data().containsKey(Tasks.BY_HAND)) {
            return new Done<>(now -> outcomes.dropped(now, number, moment()));
        }
        SellingService service = catalog.service(purchase.serviceId());
        if (service == null || service.webhookUrl() == null) {
            return new Done<>(now -> outcomes.abandoned(now, number, 0, "the service has no webhook URL", moment()));
        }
        return send(service, service.webhookUrl(), webhook);
    }

    private Outcome<Purchase, PurchaseEvent> send(SellingService service, String url, Webhook webhook) {
        int number = webhook.number();
        Instant at = moment();
        try {
            WebhookSender.Answer answer = sender.send(new WebhookSender.Message(
                    url,
                    webhook.webhookId(),
                    at.getEpochSecond(),
                    signer.signatures(service, webhook.webhookId(), at, webhook.body()),
                    webhook.body()));
            if (answer.isAccepted()) {
                return new Done<>(now -> outcomes.accepted(now, number, answer, moment()));
            }
            if (answer.status() == GONE) {
                return new Done<>(now -> outcomes.abandoned(now, number, GONE, "the game answered 410", moment()));
            }
            return failed(number, at, new Refusal(answer.status()));
        } catch (IOException e) {
            return failed(number, at, e);
        }
    }

    private Outcome<Purchase, PurchaseEvent> failed(int number, Instant at, IOException failure) {
        return new TryAgain<>(null, failure, now -> outcomes.failed(now, number, status(failure), reason(failure), at));
    }

    @Override
    public Function<Purchase, Decision<Purchase, PurchaseEvent, Void>> abandoned(
            String purchaseId, Task task, @Nullable Exception lastFailure) {
        int number = number(task);
        return purchase -> outcomes.abandoned(purchase, number, status(lastFailure), reason(lastFailure), moment());
    }

    /** Nobody needs to be asked any more to deliver. */
    private static boolean isPointless(Purchase purchase, Webhook webhook) {
        return DeliverySteps.asksForDelivery(webhook) && purchase.delivery().status() != DeliveryStatus.PENDING;
    }

    private Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static int number(Task task) {
        return Integer.parseInt(task.data().getOrDefault(Tasks.WEBHOOK_NUMBER, "0"));
    }

    private static int status(@Nullable Exception failure) {
        return failure instanceof Refusal refusal ? refusal.status : 0;
    }

    private static String reason(@Nullable Exception failure) {
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
