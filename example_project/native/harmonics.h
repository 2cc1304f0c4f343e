/* The sum of the tidal constituents, for speed. */
#ifndef TIDEPOOL_HARMONICS_H
#define TIDEPOOL_HARMONICS_H

#include <stddef.h>

/* Height above the mean level, in the unit of the amplitudes.
 *
 * hours: time since the epoch; speeds: degrees per hour; phases: degrees.
 * The three arrays hold `count` numbers each and are only read.
 */
double tide_sum(double hours, const double *speeds, const double *amplitudes,
                const double *phases, size_t count);

#endif
