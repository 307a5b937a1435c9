/** What is published of purchases. */
@NullMarked
package io.coinslot.billing.purchase.kafka;

import org.jspecify.annotations.NullMarked;
