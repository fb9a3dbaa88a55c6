/** What measurements hold on to: the cluster that is measured, the server process, tabs, the browser, and a load of events. */
@NullMarked
package dev.fresnel.bench.rig;

import org.jspecify.annotations.NullMarked;
