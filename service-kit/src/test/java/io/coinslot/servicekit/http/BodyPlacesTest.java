package io.coinslot.servicekit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyPlacesTest {
    @ParameterizedTest
    @CsvSource({"-1,1", "0,1", "1,1", "65536,1", "65537,2", "1048576,16", "4194304,64"})
    void areOneForEach64KibibytesThatWereBegunAndOneForARequestWithout(long bytes, long places) {
        assertThat(BodyPlaces.of(bytes)).isEqualTo(places);
    }
}
