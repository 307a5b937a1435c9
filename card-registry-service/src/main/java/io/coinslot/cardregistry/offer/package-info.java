/** Our own devices' cards, offered to peers: payment server 2. */
@NullMarked
package io.coinslot.cardregistry.offer;

import org.jspecify.annotations.NullMarked;
