/** What markets notify: proven, stored raw, and taken as a hint to read the market's own record again. */
@NullMarked
package io.coinslot.marketgateway.notification;

import org.jspecify.annotations.NullMarked;
