/** What every request passes before it is let in. */
@NullMarked
package io.coinslot.gateway.entrance;

import org.jspecify.annotations.NullMarked;
