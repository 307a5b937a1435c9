/** Lists of purchases from MongoDB. */
@NullMarked
package io.coinslot.billing.purchase.mongo;

import org.jspecify.annotations.NullMarked;
