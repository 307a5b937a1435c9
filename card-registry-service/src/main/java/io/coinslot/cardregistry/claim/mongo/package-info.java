/** Claims, decided by a unique id. */
@NullMarked
package io.coinslot.cardregistry.claim.mongo;

import org.jspecify.annotations.NullMarked;
