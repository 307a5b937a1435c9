/** Other payment servers: what is asked of them. */
@NullMarked
package io.coinslot.cardregistry.peer;

import org.jspecify.annotations.NullMarked;
