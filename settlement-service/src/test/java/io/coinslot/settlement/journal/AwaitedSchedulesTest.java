package io.coinslot.settlement.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class AwaitedSchedulesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private final WaitingCaptures captures = new InMemoryWaitingCaptures();
    private final List<String> woken = new ArrayList<>();
    private final AwaitedSchedules schedules = new AwaitedSchedules(captures, woken::addAll);

    @Test
    void comesToAllOfAServiceAndMarketHoweverManyWait() {
        for (int number = 10_000; number < 12_500; number++) {
            add("p" + number, "arcade", "toss-payments");
        }
        add("of-another-market", "arcade", "stripe");
        add("of-another-service", "other", "toss-payments");

        schedules.changed("arcade", "toss-payments");
        assertThat(woken).hasSize(2_500).doesNotHaveDuplicates().allMatch(id -> id.startsWith("p1"));
    }

    private void add(String purchaseId, String serviceId, String market) {
        captures.add(new WaitingCapture(
                purchaseId, null, serviceId, market, Money.ofMinor(CurrencyUnit.of("KRW"), 1_200), NOW, NOW, "no fee"));
    }
}
