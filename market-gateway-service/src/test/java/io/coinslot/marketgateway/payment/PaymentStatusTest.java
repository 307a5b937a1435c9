package io.coinslot.marketgateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaymentStatusTest {
    @Test
    void theTransitionTableIsAsItIsWritten() {
        StringBuilder table = new StringBuilder();
        for (PaymentStatus from : PaymentStatus.values()) {
            for (PaymentStatus to : PaymentStatus.values()) {
                table.append(from.mayBecome(to) ? '1' : '.');
            }
            table.append('\n');
        }
        // Columns and rows: REQUESTED PREPARED NOT_PREPARED PENDING DECLINED CLOSED CAPTURED FINISHED.
        assertThat(table).hasToString("""
            .111111.
            ...1111.
            .....1..
            ....111.
            ...1.11.
            ......1.
            .......1
            ........
            """);
    }

    @Test
    void moneyIsBelievedFromEveryStatusThatWasPreparedOrMayBePaidUnprepared() {
        for (PaymentStatus status : PaymentStatus.values()) {
            boolean takesMoney = !status.isPaid() && status != PaymentStatus.NOT_PREPARED;
            assertThat(status.mayBecome(PaymentStatus.CAPTURED))
                    .as(status.name())
                    .isEqualTo(takesMoney);
        }
    }
}
