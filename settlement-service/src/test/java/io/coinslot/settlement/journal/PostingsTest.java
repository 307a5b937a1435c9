package io.coinslot.settlement.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostingsTest {
    private static final Sale STORE_SALE = new Sale("KRW", 1_200, 109, 164, true);
    private static final Sale CARD_SALE = new Sale("USD", 199, 0, 36, false);

    @Test
    void aCaptureSharesWhatThePlayerPaid() {
        assertThat(new Postings("google-play", STORE_SALE).capture())
                .containsExactly(
                        new Line("market-receivable:google-play", Side.DEBIT, 1_200),
                        new Line("tax-payable", Side.CREDIT, 109),
                        new Line("market-fee:google-play", Side.CREDIT, 164),
                        new Line("service-pending", Side.CREDIT, 927));
    }

    @Test
    void aDeliveryMakesThePendingSharePayable() {
        assertThat(new Postings("google-play", STORE_SALE).delivery(927))
                .containsExactly(
                        new Line("service-pending", Side.DEBIT, 927), new Line("service-payable", Side.CREDIT, 927));
    }

    @Test
    void aFullRefundOfAStoreUndoesTheCapture() {
        assertThat(new Postings("google-play", STORE_SALE).refund(0, 1_200, Accounts.SERVICE_PAYABLE))
                .containsExactly(
                        new Line("tax-payable", Side.DEBIT, 109),
                        new Line("market-fee:google-play", Side.DEBIT, 164),
                        new Line("service-payable", Side.DEBIT, 927),
                        new Line("market-receivable:google-play", Side.CREDIT, 1_200));
    }

    @Test
    void theServiceBearsAFeeThatIsNotGivenBack() {
        assertThat(new Postings("stripe", CARD_SALE).refund(0, 199, Accounts.SERVICE_PAYABLE))
                .containsExactly(
                        new Line("service-payable", Side.DEBIT, 199),
                        new Line("market-receivable:stripe", Side.CREDIT, 199));
    }

    @Test
    void aFeeAboveTheAmountLeavesTheServiceOwing() {
        Sale tiny = new Sale("USD", 20, 0, 31, false);
        assertThat(new Postings("stripe", tiny).capture()).contains(new Line("service-pending", Side.DEBIT, 11));
    }

    @Test
    void everyKindBalancesWhateverTheAmounts() {
        Random random = new Random(20261122);
        for (int round = 0; round < 20_000; round++) {
            Sale sale = anySale(random);
            Postings postings = new Postings("stripe", sale);
            long before = random.nextLong(sale.captured() + 1);
            long after = random.nextLong(sale.captured() * 2 + 1);
            long disputed = random.nextLong(sale.captured() + 1);
            long won = random.nextLong(disputed + 1);
            for (List<Line> lines : List.of(
                    postings.capture(),
                    postings.delivery(sale.net()),
                    postings.refund(before, after, Accounts.SERVICE_PENDING),
                    postings.chargeback(before, after, Accounts.SERVICE_PAYABLE),
                    postings.chargebackClosed(disputed, won, before, Accounts.SERVICE_PAYABLE))) {
                assertThat(lines.stream().mapToLong(Line::signedMinorUnits).sum())
                        .isZero();
                assertThat(lines).allMatch(line -> line.minorUnits() > 0);
            }
        }
    }

    @Test
    void refundsInAnyStepsAddUpToTheWholeSale() {
        Random random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            Sale sale = anySale(random);
            Postings postings = new Postings("google-play", sale);
            List<Line> lines = new ArrayList<>(postings.capture());
            long returned = 0;
            while (returned < sale.captured()) {
                long next = Math.min(sale.captured(), returned + 1 + random.nextLong(sale.captured()));
                lines.addAll(postings.refund(returned, next, Accounts.SERVICE_PENDING));
                returned = next;
            }
            Map<String, Long> left = sums(lines);
            assertThat(left.get("tax-payable")).isIn(null, 0L);
            assertThat(left.get("market-receivable:google-play")).isIn(null, 0L);
            long feeKept = sale.feeReturned() ? 0 : sale.fee();
            assertThat(left.getOrDefault("market-fee:google-play", 0L)).isEqualTo(feeKept);
            assertThat(left.getOrDefault("service-pending", 0L)).isEqualTo(-feeKept);
        }
    }

    @Test
    void aRefundThatIsTakenBackLeavesNoTrace() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            Sale sale = anySale(random);
            Postings postings = new Postings("stripe", sale);
            long before = random.nextLong(sale.captured() + 1);
            long after = random.nextLong(sale.captured() + 1);
            List<Line> lines = new ArrayList<>(postings.refund(before, after, Accounts.SERVICE_PAYABLE));
            lines.addAll(postings.refund(after, before, Accounts.SERVICE_PAYABLE));
            assertThat(sums(lines).values()).allMatch(sum -> sum == 0);
        }
    }

    @Test
    void refusesPartsThatDoNotGoTogether() {
        assertThatThrownBy(() -> new Sale("USD", 100, 101, 0, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sale("USD", 100, -1, 0, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lines().debit("a", 1).credit("b", 2).balanced())
                .isInstanceOf(IllegalStateException.class);
    }

    private static Sale anySale(Random random) {
        long captured = 1 + random.nextLong(random.nextBoolean() ? 30 : 2_000_000_000_000L);
        long tax = random.nextLong(captured / 4 + 1);
        return new Sale("USD", captured, tax, random.nextLong(captured + 40), random.nextBoolean());
    }

    private static Map<String, Long> sums(List<Line> lines) {
        Map<String, Long> sums = new HashMap<>();
        lines.forEach(line -> sums.merge(line.account(), line.signedMinorUnits(), Long::sum));
        return sums;
    }
}
