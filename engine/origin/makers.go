package origin

import "slices"

// makers is the whole table. Makers known by name stand before those known by shape only, which a name must beat.
var makers = slices.Concat(
	searchMakers,
	vpnMakers,
	proxyMakers,
	clusterMakers,
	generatorMakers,
	databaseMakers,
	applianceMakers,
	vendorMakers,
	publicMakers,
	shapeMakers,
)
