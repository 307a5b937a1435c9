package io.coinslot.settlement.journal;

/**
 * A payment for a purchase that another transaction had paid.
 *
 * @param reference the market's id of its transaction
 * @param testPurchase never booked, nor what becomes of it, whatever the other payment was
 */
public record SecondPayment(String reference, boolean testPurchase) {}
