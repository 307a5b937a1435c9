package io.coinslot.simulators.issuer;

import io.coinslot.simulators.memory.Secrets;
import java.math.BigInteger;

/** The numbers of tokens, derived when they are needed and kept nowhere. They begin with 90, as no card does. */
record TokenNumbers(Secrets secrets) {
    private static final BigInteger NINE_DIGITS = BigInteger.TEN.pow(9);

    /** Sixteen digits that end as the token is shown, with a check digit among them. */
    String of(Token token) {
        BigInteger middle =
                new BigInteger(1, secrets.derive("token number " + token.tokenUniqueReference())).mod(NINE_DIGITS);
        String head = "90%09d".formatted(middle);
        for (int check = 0; check < 10; check++) {
            String number = head + check + token.face().tokenPanSuffix();
            if (CardNumbers.isValid(number)) {
                return number;
            }
        }
        throw new IllegalStateException("one of ten digits makes the sum right");
    }
}
