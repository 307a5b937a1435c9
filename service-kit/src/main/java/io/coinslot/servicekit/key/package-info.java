/** Secret keys that come from outside, and sealing with them. */
@NullMarked
package io.coinslot.servicekit.key;

import org.jspecify.annotations.NullMarked;
