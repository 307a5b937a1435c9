/** A financial company that issues cards and their device tokens, in the card networks' shape and in a plainer one. */
@NullMarked
package io.coinslot.simulators.issuer;

import org.jspecify.annotations.NullMarked;
