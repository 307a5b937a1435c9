/** W3C trace context, carried from requests over topics to tasks. */
@NullMarked
package io.coinslot.servicekit.trace;

import org.jspecify.annotations.NullMarked;
