package io.coinslot.settlement.statement.rest;

import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.settlement.statement.Debt;
import io.coinslot.settlement.statement.Scope;
import io.coinslot.settlement.statement.Settlement;
import io.coinslot.settlement.statement.Settlement.Period;
import io.coinslot.settlement.statement.Status;
import io.coinslot.settlement.statement.Total;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests for settlements and what is answered. */
final class SettlementBodies {
    private SettlementBodies() {}

    record Request(
            @Nullable String scope,
            @Nullable String userId,
            @Nullable String from,
            @Nullable String to) {

        /** Reads the request, or throws a problem that names the field. */
        Period toPeriod() {
            Scope whose = whose();
            Instant begin = time(from, "/from");
            Instant end = time(to, "/to");
            if (!begin.isBefore(end)) {
                throw Problem.invalid("/to", "must be after from").asException();
            }
            return new Period(whose, user(), begin, end);
        }

        private Scope whose() {
            Scope whose = switch (scope) {
                case "SERVICE" -> Scope.SERVICE;
                case "USER" -> Scope.USER;
                case null, default ->
                    throw Problem.invalid("/scope", "must be SERVICE or USER").asException();
            };
            if (whose == Scope.USER ? userId == null || userId.isBlank() : userId != null) {
                throw Problem.invalid("/userId", "names the user in the scope USER, and only there")
                        .asException();
            }
            return whose;
        }

        /** No purchase is taken for a user with a longer id. */
        private @Nullable String user() {
            if (userId != null && userId.length() > InputRules.LONGEST_ID) {
                throw Problem.invalid("/userId", "must be at most " + InputRules.LONGEST_ID + " characters")
                        .asException();
            }
            return userId;
        }

        private static Instant time(@Nullable String text, String pointer) {
            try {
                return InputRules.time(
                        OffsetDateTime.parse(text == null ? "" : text).toInstant(), pointer);
            } catch (DateTimeParseException e) {
                throw Problem.invalid(pointer, "must be a time such as 2026-11-01T00:00:00Z")
                        .asException();
            }
        }
    }

    /** @param asOf entries booked at this time or later are not in it */
    record View(
            String settlementId,
            Status status,
            Scope scope,
            @Nullable String userId,
            Instant from,
            Instant to,
            Instant asOf,
            List<TotalView> totals,
            List<DebtView> debts,
            long entries,
            @Nullable String failure,
            @Nullable Instant finishedAt,
            long version) {
        static View of(Settlement settlement) {
            return new View(
                    settlement.settlementId(),
                    settlement.status(),
                    settlement.scope(),
                    settlement.userId(),
                    settlement.from(),
                    settlement.to(),
                    settlement.asOf(),
                    settlement.totals().stream().map(TotalView::of).toList(),
                    settlement.knownDebts().stream().map(DebtView::of).toList(),
                    settlement.entryCount(),
                    settlement.failure(),
                    settlement.finishedAt(),
                    settlement.version());
        }
    }

    /** Amounts are decimal strings in the currency's scale. */
    record TotalView(
            String market,
            String currency,
            @Nullable String gross,
            @Nullable String refunded,
            @Nullable String marketFee,
            @Nullable String tax,
            @Nullable String net,
            long purchases,
            long refunds) {
        static TotalView of(Total total) {
            return new TotalView(
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

    /** What users owe for goods whose money was taken back; amounts as in {@link TotalView}. */
    record DebtView(
            String currency,
            @Nullable String carriedForward,
            @Nullable String opened,
            @Nullable String lifted,
            @Nullable String outstanding) {
        static DebtView of(Debt debt) {
            return new DebtView(
                    debt.currency(),
                    text(debt.currency(), debt.carriedForward()),
                    text(debt.currency(), debt.opened()),
                    text(debt.currency(), debt.lifted()),
                    text(debt.currency(), debt.outstanding()));
        }
    }

    private static @Nullable String text(String currency, long minorUnits) {
        return MoneyText.ofMinor(currency, minorUnits).amount();
    }
}
