package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembershipTest {
    @Test
    void aNamedProcessHasAPlaceForEachTopic() {
        assertThat(new Membership("pod-0", Duration.ofSeconds(45), 1).at("billing.purchase-events.v1"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "group.instance.id", "pod-0-billing.purchase-events.v1",
                        "session.timeout.ms", "45000",
                        "heartbeat.interval.ms", "3000"));
    }

    @Test
    void oneWithoutANameHasNone() {
        assertThat(new Membership("", Duration.ofSeconds(45), 1).at("topic")).doesNotContainKey("group.instance.id");
    }

    @Test
    void aShortSessionIsRenewedThreeTimesAtLeast() {
        assertThat(new Membership("", Duration.ofSeconds(6), 1).at("topic"))
                .containsEntry("heartbeat.interval.ms", "2000");
    }

    @Test
    void namesAreWhatBrokersTake() {
        assertThatThrownBy(() -> new Membership("pod 0", Duration.ofSeconds(45), 1))
                .hasMessageContaining("coinslot.kafka.instance");
    }
}
