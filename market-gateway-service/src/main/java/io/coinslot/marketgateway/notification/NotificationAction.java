package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import java.time.Instant;

/**
 * What an operator did about a parked notification, and why.
 *
 * @param by the client that the operator used
 */
public record NotificationAction(Instant at, String by, Kind action, String reason) {}
