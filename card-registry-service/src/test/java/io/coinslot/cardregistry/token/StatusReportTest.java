package io.coinslot.cardregistry.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static StatusReport told(String status, String... suspenders) {
        return StatusReport.told(status, List.of(suspenders), Instant.EPOCH, null);
    }

    @Test
    void holdsBackATokenInAStateThatIsNotKnown() {
        assertThat(told("DORMANT").status()).isEqualTo(TokenStatus.SUSPENDED);
        assertThat(told("DORMANT", "CARDHOLDER").suspendedBy())
                .containsExactlyInAnyOrder(Suspender.CARDHOLDER, Suspender.ISSUER);
    }

    @Test
    void tellsWhoIsNamedInOtherWordsThanOurs() {
        StatusReport report = told("SUSPENDED", "REGULATOR", "CARDHOLDER");
        assertThat(report.suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        assertThat(report.isHeldInOtherWords()).isTrue();
        assertThat(told("SUSPENDED", "CARDHOLDER").isHeldInOtherWords()).isFalse();
        assertThat(told("ACTIVE").suspendedBy()).isEmpty();
    }
}
