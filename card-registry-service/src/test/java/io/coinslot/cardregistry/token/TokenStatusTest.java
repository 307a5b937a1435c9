package io.coinslot.cardregistry.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenStatusTest {
    @Test
    void theTransitionTableIsAsItIsWritten() {
        StringBuilder table = new StringBuilder();
        for (TokenStatus from : TokenStatus.values()) {
            for (TokenStatus to : TokenStatus.values()) {
                table.append(from.mayBecome(to) ? '1' : '.');
            }
            table.append(' ').append(from).append('\n');
        }
        assertThat(table).hasToString("""
            .1.1 INACTIVE
            ..11 ACTIVE
            .1.1 SUSPENDED
            .... DEACTIVATED
            """);
    }
}
