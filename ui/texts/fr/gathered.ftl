# Lieux réunis en mailles pour une recherche d’implantation.
siting-note-gathered = Les { $places } lieux sont réunis en { $cells } mailles pour cette recherche : un trajet peut différer de { $worst } au plus, de { $mean } en moyenne. Les totaux de chaque zone restent exacts.
