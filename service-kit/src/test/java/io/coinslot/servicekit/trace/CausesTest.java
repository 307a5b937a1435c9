package io.coinslot.servicekit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void namesEachCauseOnce() {
        IOException refused = new IOException("connection refused");
        assertThat(Causes.brief(new IllegalStateException("the store does not answer", refused)))
                .isEqualTo("java.lang.IllegalStateException: the store does not answer"
                        + ", caused by java.io.IOException: connection refused");
        assertThat(Causes.brief(new RuntimeException(new UncheckedIOException(refused))))
                .isEqualTo("java.lang.RuntimeException: java.io.UncheckedIOException: "
                        + "java.io.IOException: connection refused");
    }

    @Test
    void endsWhereCausesNameEachOther() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);
        assertThat(Causes.brief(one)).startsWith("java.lang.Exception: one, caused by java.lang.Exception: other");
    }
}
