package io.coinslot.marketgateway.charge;

/**
 * What pays once with a token. It lives as long as the call that charges, and is neither kept nor printed.
 *
 * @param id of this credential: another one for the same payment has another id
 * @param number the token's own, which is none of a card
 * @param expiryMonth two digits
 * @param expiryYear four digits
 * @param cryptogram good for one payment
 * @param accountPanSuffix last four digits of the card behind the token
 */
public record CardCredential(
        String id,
        String number,
        String expiryMonth,
        String expiryYear,
        String cryptogram,
        String electronicCommerceIndicator,
        String accountPanSuffix) {
    @Override
    public String toString() {
        return "CardCredential[" + id + "]";
    }
}
