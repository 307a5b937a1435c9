package io.coinslot.settlement.statement.kafka;

import io.coinslot.schemas.Topics;
import io.coinslot.schemas.settlement.StatementDebt;
import io.coinslot.schemas.settlement.StatementEnvelope;
import io.coinslot.schemas.settlement.StatementFailed;
import io.coinslot.schemas.settlement.StatementReady;
import io.coinslot.schemas.settlement.StatementTotal;
import io.coinslot.servicekit.event.EventEncoder;
import io.coinslot.settlement.statement.Debt;
import io.coinslot.settlement.statement.Settlement;
import io.coinslot.settlement.statement.Status;
import io.coinslot.settlement.statement.Total;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Publishes settlements that are finished; the event is the settlement itself. */
public final class StatementEncoder implements EventEncoder<Settlement, Settlement> {
    @Override
    public String topic() {
        return Topics.STATEMENTS;
    }

    @Override
    public String type(Settlement event) {
        return event.status() == Status.READY ? "StatementReady" : "StatementFailed";
    }

    @Override
    public SpecificRecord envelope(Header header, Settlement state, Settlement event) {
        return StatementEnvelope.newBuilder()
                .setEventId(header.eventId())
                .setSettlementId(header.aggregateId())
                .setSequence(header.sequence())
                .setServiceId(state.serviceId())
                .setOccurredAt(header.occurredAt())
                .setEvent(event.status() == Status.READY ? ready(event) : failed(event))
                .build();
    }

    private static StatementReady ready(Settlement settlement) {
        return StatementReady.newBuilder()
                .setScope(settlement.scope().name())
                .setUserId(settlement.userId())
                .setFrom(settlement.from())
                .setTo(settlement.to())
                .setTotals(settlement.totals().stream()
                        .map(StatementEncoder::total)
                        .toList())
                .setDebts(settlement.knownDebts().stream()
                        .map(StatementEncoder::debt)
                        .toList())
                .setAsOf(settlement.asOf())
                .setEntries(settlement.entryCount())
                .build();
    }

    private static StatementDebt debt(Debt debt) {
        return new StatementDebt(
                debt.currency(), debt.carriedForward(), debt.opened(), debt.lifted(), debt.outstanding());
    }

    private static StatementTotal total(Total total) {
        return new StatementTotal(
                total.market(),
                total.currency(),
                total.gross(),
                total.refunded(),
                total.marketFee(),
                total.tax(),
                total.net(),
                total.purchases(),
                total.refunds());
    }

    private static StatementFailed failed(Settlement settlement) {
        return new StatementFailed(Objects.requireNonNullElse(settlement.failure(), ""));
    }
}
