package io.coinslot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7:4711, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "[2001:db8:1:2::9]:4711, 20010db800010002",
        "[2001:db8:1:2::9], 20010db800010002"
    })
    void countsAnAddressOrTheNetworkOfOneWhateverPortTheProxyNames(String sent, String network) {
        assertThat(RemoteAddress.of(sent).network()).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "example.com", "192.0.2.7:x", "1.2.3.4.5:6"})
    void refusesWhatIsNoAddress(String sent) {
        assertThatThrownBy(() -> RemoteAddress.of(sent))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type().status()).isEqualTo(400));
    }

    @Test
    void isNearOnThisMachineAndOnPrivateNetworks() {
        for (String near : new String[] {"127.0.0.1", "::1", "10.1.2.3", "192.168.0.1", "fe80::1", "fd12:3456::1"}) {
            assertThat(RemoteAddress.of(near).isNear()).as(near).isTrue();
        }
        for (String far : new String[] {"192.0.2.7", "2001:db8::1"}) {
            assertThat(RemoteAddress.of(far).isNear()).as(far).isFalse();
        }
    }
}
