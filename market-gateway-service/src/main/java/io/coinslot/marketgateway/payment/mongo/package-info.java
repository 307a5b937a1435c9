/** Queries over payment documents. */
@NullMarked
package io.coinslot.marketgateway.payment.mongo;

import org.jspecify.annotations.NullMarked;
