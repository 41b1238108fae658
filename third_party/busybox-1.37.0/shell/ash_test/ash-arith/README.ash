there is no support for (( )) constructs in ash
