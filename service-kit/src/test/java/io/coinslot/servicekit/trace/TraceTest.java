package io.coinslot.servicekit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceTest {
    private static final String SOUND = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void passesASoundTraceparentOn() {
        assertThat(Trace.parse(SOUND).traceparent()).isEqualTo(SOUND);
    }

    @Test
    void startsANewTraceForAMalformedOne() {
        for (String bad :
                new String[] {null, "", "00-x", SOUND.replace('4', 'Z'), "00-" + "0".repeat(32) + SOUND.substring(35)
                }) {
            assertThat(Trace.parse(bad).traceId()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
        }
    }

    @Test
    void isBoundWhileItsWorkRuns() throws Exception {
        Trace trace = Trace.fresh();
        assertThat(trace.call(Trace::current)).isEqualTo(trace);
        assertThat(Trace.current()).isNotEqualTo(trace);
    }
}
