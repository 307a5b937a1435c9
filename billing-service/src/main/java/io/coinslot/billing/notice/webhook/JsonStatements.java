package io.coinslot.billing.notice.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.notice.Notices;
import io.coinslot.billing.notice.Statement;
import io.coinslot.billing.notice.StatementBodies;
import io.coinslot.servicekit.money.MoneyText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Notices in JSON; a statement that is ready looks as {@code GET /v1/settlements/{id}} answers it. */
public final class JsonStatements implements StatementBodies {
    private final ObjectWriter writer;

    public JsonStatements(JsonMapper json) {
        writer = json.writerFor(Body.class);
    }

    private record Body(String type, Instant timestamp, Data data) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            String settlementId,
            String status,
            @Nullable String scope,
            @Nullable String userId,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Instant asOf,
            @Nullable Long entries,
            @Nullable List<TotalText> totals,
            @Nullable List<DebtText> debts,
            @Nullable String failure) {}

    /** Amounts are decimal strings in the currency's scale. */
    private record DebtText(
            String currency,
            @Nullable String carriedForward,
            @Nullable String opened,
            @Nullable String lifted,
            @Nullable String outstanding) {
        static DebtText of(Statement.Debt debt) {
            return new DebtText(
                    debt.currency(),
                    text(debt.currency(), debt.carriedForward()),
                    text(debt.currency(), debt.opened()),
                    text(debt.currency(), debt.lifted()),
                    text(debt.currency(), debt.outstanding()));
        }
    }

    /** Amounts are decimal strings in the currency's scale. */
    private record TotalText(
            String market,
            String currency,
            @Nullable String gross,
            @Nullable String refunded,
            @Nullable String marketFee,
            @Nullable String tax,
            @Nullable String net,
            long purchases,
            long refunds) {
        static TotalText of(Statement.Total total) {
            return new TotalText(
                    total.market(),
                    total.currency(),
                    text(total.currency(), total.gross()),
                    text(total.currency(), total.refunded()),
                    text(total.currency(), total.marketFee()),
                    text(total.currency(), total.tax()),
                    text(total.currency(), total.net()),
                    total.purchases(),
                    total.refunds());
        }
    }

    private static @Nullable String text(String currency, long minorUnits) {
        return MoneyText.ofMinor(currency, minorUnits).amount();
    }

    @Override
    public String body(Statement statement) {
        return writer.writeValueAsString(
                new Body(Notices.typeOf(statement).wireName(), statement.finishedAt(), data(statement)));
    }

    private static Data data(Statement statement) {
        return switch (statement.content()) {
            case Statement.Ready ready ->
                new Data(
                        statement.settlementId(),
                        "READY",
                        ready.scope(),
                        ready.userId(),
                        ready.from(),
                        ready.to(),
                        ready.asOf(),
                        ready.entries(),
                        ready.totals().stream().map(TotalText::of).toList(),
                        ready.debts().stream().map(DebtText::of).toList(),
                        null);
            case Statement.Failed(String reason) ->
                new Data(statement.settlementId(), "FAILED", null, null, null, null, null, null, null, null, reason);
        };
    }
}
