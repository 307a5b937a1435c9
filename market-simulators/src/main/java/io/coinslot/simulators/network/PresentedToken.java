package io.coinslot.simulators.network;

/**
 * A token as it is presented for a payment. Neither its number nor its cryptogram may be kept or printed.
 *
 * @param number the token's, which is none of a card
 * @param expiry month and year, MMYY
 * @param cryptogram good for one payment
 * @param amount in the currency's minor units
 * @param currency ISO 4217, in capital letters
 */
public record PresentedToken(String number, String expiry, String cryptogram, long amount, String currency) {
    @Override
    public String toString() {
        return "PresentedToken[" + amount + " " + currency + "]";
    }
}
