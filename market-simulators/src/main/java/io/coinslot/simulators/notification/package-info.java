/** How the markets tell their merchants what happened: asynchronously, with bounded retries. */
@NullMarked
package io.coinslot.simulators.notification;

import org.jspecify.annotations.NullMarked;
