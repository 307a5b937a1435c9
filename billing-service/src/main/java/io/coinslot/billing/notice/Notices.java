package io.coinslot.billing.notice;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.delivery.WebhookType;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Has services told about their settlements. Services without a webhook URL poll. */
public final class Notices {
    private final Aggregates<Notice, Void> notices;
    private final Catalog catalog;
    private final StatementBodies bodies;

    public Notices(Aggregates<Notice, Void> notices, Catalog catalog, StatementBodies bodies) {
        this.notices = notices;
        this.catalog = catalog;
        this.bodies = bodies;
    }

    /** Writes the notice and starts sending it; not yet, if the service is not known here. */
    public CompletionStage<Consumed> tell(Statement statement) {
        SellingService service = catalog.service(statement.serviceId());
        if (service == null) {
            return EventSubscription.done(Consumed.NOT_YET);
        }
        if (service.webhookUrl() == null) {
            return EventSubscription.done(Consumed.DUPLICATE);
        }
        return notices.<Consumed>create(statement.settlementId(), known -> decide(known, statement))
                .thenApply(Committed::result);
    }

    private Decision<Notice, Void, Consumed> decide(@Nullable Notice known, Statement statement) {
        if (known != null) {
            return Decision.unchanged(Consumed.DUPLICATE);
        }
        Webhook webhook = Webhook.toBeSent(
                1,
                DerivedId.of("msg_", statement.settlementId(), "1"),
                typeOf(statement).wireName(),
                bodies.body(statement));
        return Decision.<Notice, Void, Consumed>accepted(
                        new Notice(statement.settlementId(), statement.serviceId(), webhook),
                        List.of(),
                        Consumed.APPLIED)
                .starting(NoticeTask.draft());
    }

    /** The type of webhook that tells what became of the settlement. */
    public static WebhookType typeOf(Statement statement) {
        return switch (statement.content()) {
            case Statement.Ready ready -> WebhookType.SETTLEMENT_READY;
            case Statement.Failed failed -> WebhookType.SETTLEMENT_FAILED;
        };
    }

    /** The notice about a settlement. What is another service's, or was never sent, does not exist. */
    public Notice find(Caller caller, String settlementId) {
        Stored<Notice> stored = notices.find(settlementId);
        return owned(caller, settlementId, stored == null ? null : stored.state());
    }

    /** The webhook goes out at once, with the body and id it always had, and gets all its attempts anew. */
    public Notice resend(Caller caller, String settlementId) {
        return notices.<Notice>handleAndWait(settlementId, known -> {
                    Notice notice = owned(caller, settlementId, known);
                    Notice again = notice.with(notice.webhook().withStatus(WebhookStatus.SENDING));
                    return Decision.<Notice, Void, Notice>accepted(again, List.of(), again)
                            .starting(NoticeTask.draft());
                })
                .result();
    }

    private static Notice owned(Caller caller, String settlementId, @Nullable Notice notice) {
        return Optional.ofNullable(notice)
                .filter(known -> caller.owns(known.serviceId().value()))
                .orElseThrow(() -> unknown(settlementId));
    }

    private static ProblemException unknown(String settlementId) {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is no webhook about a settlement " + settlementId)
                .asException();
    }
}
