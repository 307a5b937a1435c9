/** Refusals as problem+json (RFC 9457). */
@NullMarked
package io.coinslot.servicekit.problem;

import org.jspecify.annotations.NullMarked;
