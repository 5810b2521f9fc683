# What is installed where, and the Debian package: `cpack --preset deb` after a build, or `cmake --install build/release`.
include(GNUInstallDirs)

install(TARGETS vigiactl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES data/history.csv data/sample_day.csv data/checkout_1.csv data/checkout_2.csv DESTINATION ${CMAKE_INSTALL_DATADIR}/vigia/data)
install(FILES resources/vigia.sample.toml DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES resources/systemd/vigia.service DESTINATION lib/systemd/user)
install(FILES resources/debian/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
set(VIGIA_MANUALS vigiactl.1)

if(VIGIA_BUILD_GUI)
    install(TARGETS vigia RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(FILES resources/desktop/vigia.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/desktop/io.github.vigia.Vigia.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES resources/icons/vigia.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
    find_program(RSVG_CONVERT rsvg-convert)
    if(RSVG_CONVERT) # for desktops that draw no SVG
        foreach(size 16 24 32 48 64 128 256)
            set(icon ${PROJECT_BINARY_DIR}/icons/${size}/vigia.png)
            add_custom_command(OUTPUT ${icon} COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/icons/${size}
                COMMAND ${RSVG_CONVERT} -w ${size} -h ${size} -o ${icon} ${PROJECT_SOURCE_DIR}/resources/icons/vigia.svg
                DEPENDS resources/icons/vigia.svg)
            list(APPEND VIGIA_ICONS ${icon})
            install(FILES ${icon} DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps)
        endforeach()
        add_custom_target(vigia_icons ALL DEPENDS ${VIGIA_ICONS})
    endif()
    list(APPEND VIGIA_MANUALS vigia.1)
endif()

# Debian wants manuals and changelogs compressed, without the time of day in them.
function(vigia_install_gzipped source name destination)
    set(packed ${PROJECT_BINARY_DIR}/packed/${name}.gz)
    add_custom_command(OUTPUT ${packed} COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/packed
        COMMAND sh -c "gzip -9nc '${PROJECT_SOURCE_DIR}/${source}' > '${packed}'" VERBATIM DEPENDS ${source})
    add_custom_target(packed_${name} ALL DEPENDS ${packed})
    install(FILES ${packed} DESTINATION ${destination})
endfunction()
foreach(manual ${VIGIA_MANUALS})
    vigia_install_gzipped(resources/man/${manual} ${manual} ${CMAKE_INSTALL_MANDIR}/man1)
endforeach()
vigia_install_gzipped(resources/debian/changelog changelog ${CMAKE_INSTALL_DOCDIR})
vigia_install_gzipped(CHANGELOG.md CHANGELOG.md ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME vigia)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Vigia authors <vigia@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "console for the health of payment transactions")
set(CPACK_PACKAGE_DESCRIPTION
"Vigia takes counts of payment transactions per minute and status from files
and over HTTP, decides with several detectors what is abnormal, shows live
charts and incidents, and tells people by mail, Teams, Slack, PagerDuty and
webhooks.
.
The window is vigia; vigiactl runs the same engine without a display.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins are loaded by name, so no library says that they are needed.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-inter, libqt6sql6-psql, libqt6svg6")
include(CPack)
