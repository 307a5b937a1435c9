/** References that peers hold, in the store. */
@NullMarked
package io.coinslot.cardregistry.offer.mongo;

import org.jspecify.annotations.NullMarked;
