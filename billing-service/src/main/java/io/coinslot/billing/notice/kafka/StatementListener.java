package io.coinslot.billing.notice.kafka;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.notice.Notices;
import io.coinslot.billing.notice.Statement;
import io.coinslot.schemas.settlement.StatementDebt;
import io.coinslot.schemas.settlement.StatementEnvelope;
import io.coinslot.schemas.settlement.StatementFailed;
import io.coinslot.schemas.settlement.StatementReady;
import io.coinslot.schemas.settlement.StatementTotal;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventHandler;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.util.concurrent.CompletionStage;

/** Has services told about each statement that the settlement service publishes. */
public final class StatementListener implements EventHandler<StatementEnvelope> {
    private final Notices notices;

    public StatementListener(Notices notices) {
        this.notices = notices;
    }

    @Override
    public CompletionStage<Consumed> handle(ReceivedEvent<StatementEnvelope> received) {
        StatementEnvelope envelope = received.value();
        return notices.tell(new Statement(
                envelope.getSettlementId(),
                new ServiceId(envelope.getServiceId()),
                envelope.getOccurredAt(),
                content(envelope.getEvent())));
    }

    private static Statement.Content content(Object event) {
        return switch (event) {
            case StatementReady ready ->
                new Statement.Ready(
                        ready.getScope(),
                        ready.getUserId(),
                        ready.getFrom(),
                        ready.getTo(),
                        ready.getAsOf(),
                        ready.getEntries(),
                        ready.getTotals().stream().map(StatementListener::total).toList(),
                        ready.getDebts().stream().map(StatementListener::debt).toList());
            case StatementFailed failed -> new Statement.Failed(failed.getReason());
            default -> throw new IllegalArgumentException("no statement: " + event.getClass());
        };
    }

    private static Statement.Debt debt(StatementDebt debt) {
        return new Statement.Debt(
                debt.getCurrency(),
                debt.getCarriedForward(),
                debt.getOpened(),
                debt.getLifted(),
                debt.getOutstanding());
    }

    private static Statement.Total total(StatementTotal total) {
        return new Statement.Total(
                total.getMarket(),
                total.getCurrency(),
                total.getGross(),
                total.getRefunded(),
                total.getMarketFee(),
                total.getTax(),
                total.getNet(),
                total.getPurchases(),
                total.getRefunds());
    }
}
